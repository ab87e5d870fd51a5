"""What gaps cost: asked against agreed, over the contract years, and what holding back saves."""

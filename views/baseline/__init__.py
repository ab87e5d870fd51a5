"""The screen 要件確定: freezing what was agreed, and handing it out."""

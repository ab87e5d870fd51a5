"""Exchange: packages of changes, merging them with a preview, and settling what two people wrote."""

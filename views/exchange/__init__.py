"""The screen 共有: taking in what others did, giving what they lack, settling what two people wrote."""

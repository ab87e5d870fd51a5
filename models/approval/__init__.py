"""Review and approval 審査・決裁: drafter, the asking sections' chiefs, third party, confirmed."""

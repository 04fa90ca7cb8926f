"""Where metadata comes from: arXiv's API and bulk snapshots."""

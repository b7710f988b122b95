"""Pages of the post desk: the office's side (desk, batches) and the postal worker's (worker, outcomes)."""

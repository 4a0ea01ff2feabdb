"""Tasks of a job, as data and pure functions: what work asks, example functions, hours, and two versions compared."""

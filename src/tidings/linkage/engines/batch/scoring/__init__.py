"""The model of `tidings.linkage.comparison` as compiled kernels: a pair of rows in, the very same bits out."""

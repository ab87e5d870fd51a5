"""Start-up and wiring: the launcher, the command line, the window's start, the demo and the benchmarks."""

"""Plan, judge every file, judge every bundle: pure functions of plain data, fit for several processes."""

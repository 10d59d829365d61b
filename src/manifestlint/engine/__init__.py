"""Plan, judge every file, judge every bundle. Pure functions of plain data, so that processes can share it."""

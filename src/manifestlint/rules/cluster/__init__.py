"""Objects that configure the API server and the control plane."""

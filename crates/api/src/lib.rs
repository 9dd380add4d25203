//! HTTP and JSON: routes, views, problems, who is asking.

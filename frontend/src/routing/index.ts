/** The door of `routing`: links, the current route, and going somewhere. */
export { Link } from "./Link";
export { go, href, type Route, setQuery, useRoute } from "./router";

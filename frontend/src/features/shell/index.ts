/** The door of `shell`: the frame of the pages, and who is here. */
export { Banner } from "./Banner";
export { Page } from "./Page";
export { Shell } from "./Shell";
export { SessionProvider, useSession } from "./session";

/** The door of `ui`: how things look, and nothing of what they mean. */
export { Button, IconButton } from "./Button";
export { classes } from "./classes";
export { Dialog } from "./Dialog";
export { Empty } from "./Empty";
export { Field } from "./Field";
export { groupColour, groupTitle } from "./groups";
export { isMac, Keys, keyNames } from "./Keys";
export { ContextMenu, Menu, type MenuEntry, type MenuGroups } from "./Menu";
export { NodeIcon } from "./NodeIcon";
export { Popover } from "./Popover";
export { StateMark, stateColour } from "./StateMark";
export { Switch } from "./Switch";
export { type Tab, Tabs } from "./Tabs";
export { Toaster } from "./Toaster";
export { Tooltip, TooltipProvider } from "./Tooltip";
export { applyTheme, setTheme, type Theme, useTheme } from "./theme";
export { ago, clockTime, lasted } from "./time";
export { say } from "./toast";

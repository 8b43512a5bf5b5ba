/** Set by the front door on every request to the screens: the path and query asked for. */
export const requestUrlHeader = "x-docket-url";

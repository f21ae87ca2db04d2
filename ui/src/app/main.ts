/** The element that holds the page below the masthead; it can be focused. */
export const MAIN = 'carrel-main';

/** Words as they may stand anywhere in HTML and XML, also between quotation marks. */
export const escapeMarkup = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

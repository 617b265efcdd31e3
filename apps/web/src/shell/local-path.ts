/** Whether a value is a way within this site: a link to the login page must not lead elsewhere afterwards. */
export function isLocalPath(value: unknown): value is string {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) && !/[\t\n\r]/.test(value)
}

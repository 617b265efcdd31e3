/** Without roles of their own, people see what is for everybody; administrators (null) see all. */
export function isFor(wanted: readonly string[] | undefined, roles: ReadonlySet<string> | null): boolean {
  return !wanted || roles === null || wanted.some((role) => roles.has(role))
}

/** People and departments, looked up when they are written into records and asked for in filters. Answers may come from a cache. */
export interface Directory {
  /** The person with their home department, also when no longer active; null when there is no such person. */
  person(id: string): DirectoryPerson | null | Promise<DirectoryPerson | null>
  hasDepartment(id: string): boolean | Promise<boolean>
  /** The ids of the people whose home is one of these departments. */
  membersOf(departmentIds: readonly string[]): readonly string[] | Promise<readonly string[]>
  /** The department and all under it, for `below` in filters; only itself, or nothing, when it is not known. */
  departmentsBelow(departmentId: string): readonly string[] | Promise<readonly string[]>
  /** The same as it is now, answering without asking a database: for use inside a transaction. */
  snapshot?(): Promise<Directory>
}

export interface DirectoryPerson {
  departmentId: string | null
}

const id = (group: number, number: number) => `00000000-0000-7000-8${group}00-${String(number).padStart(12, '0')}`

/** Identifiers that are easy to tell apart: by group, then by number. */
export const sampleIds = {
  user: id(1, 1),
  users: [id(1, 1), id(1, 2), id(1, 3)],
  department: id(2, 1),
  departments: [id(2, 1), id(2, 2), id(2, 3)],
  customer: (number: number) => id(3, number),
  order: (number: number) => id(4, number),
  line: (number: number) => id(5, number),
} as const

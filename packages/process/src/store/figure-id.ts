/**
 * SQL: the id of a row of figures that is told by an instance and numbers within it, the same every time. The first half is
 * that of the instance, so that what comes one after the other is side by side in the index over it.
 */
export const figureId = (instance: string, ...numbers: string[]): string =>
  `(left(${instance}::text, 18) || right(md5(${[instance, ...numbers].map((one) => `${one}::text`).join(` || '/' || `)})::uuid::text, 18))::uuid`

/** A name as SQL text, for statements that cannot be composed with parameters: DDL. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A name inside a schema, as SQL text. */
export function qualified(schema: string, name: string): string {
  return `${identifier(schema)}.${identifier(name)}`
}

/** A text as an SQL literal, for DDL: comments and partition bounds take no parameters. */
export function literal(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`
  return text.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted
}

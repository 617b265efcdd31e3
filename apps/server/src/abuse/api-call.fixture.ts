/** One call of the HTTP API. `{name}` stands for the id of something that exists. */
export interface ApiCall {
  method: string
  /** As in the route table. */
  route: string
  path: string
  body?: unknown
}

export const app = '/apps/crm'
export const table = `${app}/entities/customer`
export const record = `${table}/records/{record}`

/** A call of a route that has parameters. */
export const call = (method: string, route: string, path: string, body?: unknown): ApiCall => ({
  method,
  route,
  path,
  body,
})
/** A call of a route without any. */
export const plain = (method: string, path: string, body?: unknown) => call(method, path, path, body)
/** A call inside of the app. */
export const inApp = (method: string, path: string, body?: unknown) =>
  call(method, `/apps/:app${path}`, `${app}${path}`, body)
/** A call about the table of customers. */
export const onTable = (method: string, path: string, body?: unknown) =>
  call(method, `/apps/:app/entities/:entity${path}`, `${table}${path}`, body)
/** A call about one customer. */
export const onRecord = (method: string, path: string, body?: unknown) =>
  call(method, `/apps/:app/entities/:entity/records/:id${path}`, `${record}${path}`, body)
export const words = { zh: '名', en: 'Name' }

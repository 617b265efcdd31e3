import { keyPattern } from '@mortise/metadata'
import { expect, it } from 'vitest'
import { router } from './routes.tsx'

const app = '/a/$app/'

it('has no address of an app that the key of a table could take', () => {
  const paths = Object.keys(router.routesByPath).filter((path) => path.startsWith(app))
  expect(paths).toContain('/a/$app/$entity/$id')
  const segments = paths.map((path) => path.slice(app.length).split('/')[0] ?? '').filter(Boolean)
  const fixed = new Set(segments.filter((segment) => !segment.startsWith('$')))
  expect(fixed).toContain('-')
  for (const segment of fixed) expect(segment).not.toMatch(new RegExp(keyPattern))
})

it('leads to a page by an address of its own, and to a table called page by that of tables', () => {
  const routeAt = (path: string) => router.getMatchedRoutes(path)[2]?.fullPath
  expect(routeAt('/a/crm/-/page/workbench')).toBe('/a/$app/-/page/$page')
  expect(routeAt('/a/crm/page')).toBe('/a/$app/$entity')
  expect(routeAt('/a/crm/page/0190')).toBe('/a/$app/$entity/$id')
})

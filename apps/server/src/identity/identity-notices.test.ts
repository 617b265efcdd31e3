import { testDatabases } from '@mortise/data/testing'
import { describe, expect, it } from 'vitest'
import { openTestServer } from '../testing/open-test-server.ts'
import { openIdentity } from './identity.ts'

const postgres = testDatabases.find((database) => database.name === 'postgres')

describe.skipIf(!postgres || postgres.skip)('two servers on one PostgreSQL', () => {
  it('forget a session together when it ends on one of them', async () => {
    if (!postgres) return
    const server = await openTestServer(postgres)
    const { database, config, identity } = server.services
    const other = await openIdentity(database, config, identity.secret)
    const ann = await server.addUser('Ann', { roles: ['crm/sales'] })
    const value = ann.cookie.split('=').slice(1).join('=')
    const heard = new Promise((resolve) => other.onChanged(resolve))
    expect(await other.identifier.bySessionCookie(value)).toMatchObject({ email: 'ann@example.com' })

    await server.send('POST', '/auth/revoke-sessions', undefined, { cookie: ann.cookie })

    expect(await heard).toBe(ann.id)
    expect(await other.identifier.bySessionCookie(value)).toBeNull()
    await other.close()
    await server.close()
  })
})

import { testDatabases } from '@mortise/data/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../testing/open-test-server.ts'

const password = 'correct horse battery'

describe.each(testDatabases)('on $name', (database) => {
  describe.skipIf(database.skip)('signing in', () => {
    let server: TestServer
    const signIn = (email: unknown, secret: unknown, more = {}) =>
      server.send('POST', '/auth/sign-in/email', { email, password: secret }, more)
    const sessionCookie = (answer: { cookies: string[] }) => answer.cookies[0]?.split(';')[0] ?? ''

    beforeAll(async () => {
      server = await openTestServer(database)
      await server.addUser('Ann', { password, roles: ['crm/sales'], language: 'en' })
      await server.addUser('Gone', { password, active: false })
      await server.addUser('Root', { password, administrator: true })
    })
    afterAll(() => server.close())

    it('gives a cookie that scripts and other sites do not get', async () => {
      const answer = await signIn('ANN@example.com', password)
      expect(answer.status).toBe(200)
      expect(answer.cookies[0]).toMatch(/HttpOnly/)
      expect(answer.cookies[0]).toMatch(/SameSite=Lax/)
      const session = await server.send('GET', '/session', undefined, { cookie: sessionCookie(answer) })
      expect(session.body).toMatchObject({
        user: { name: 'Ann', email: 'ann@example.com', administrator: false },
        apps: [{ key: 'crm', canDesign: false }],
      })
    })

    it('answers alike for a wrong password, an unknown and an inactive user', async () => {
      const answers = [
        await signIn('ann@example.com', 'wrong password'),
        await signIn('nobody@example.com', password),
        await signIn('gone@example.com', password),
        await signIn('not an address', password),
      ]
      const bodies = answers.map(({ status, body }) => ({ status, ...body, requestId: '' }))
      expect(bodies[0]).toMatchObject({ status: 401, code: 'SIGN_IN_FAILED' })
      for (const body of bodies) expect(body).toEqual(bodies[0])
      for (const answer of answers) expect(answer.cookies).toEqual([])
    })

    it('takes about as long for an unknown user as for a known one', async () => {
      const time = async (email: string) => {
        const begun = performance.now()
        await signIn(email, 'wrong password')
        return performance.now() - begun
      }
      const median = async (email: string) => {
        const times = []
        for (let round = 0; round < 7; round++) times.push(await time(email))
        return times.sort((a, b) => a - b)[3] ?? 0
      }
      const ratio = (await median('nobody@example.com')) / (await median('ann@example.com'))
      expect(ratio).toBeGreaterThan(0.4)
      expect(ratio).toBeLessThan(2.5)
    })

    it('makes a session of its own and ends the one the browser came with', async () => {
      const first = sessionCookie(await signIn('ann@example.com', password))
      const second = sessionCookie(await signIn('ann@example.com', password, { cookie: first }))
      expect(second).not.toBe(first)
      expect((await server.send('GET', '/session', undefined, { cookie: first })).status).toBe(401)
      expect((await server.send('GET', '/session', undefined, { cookie: second })).status).toBe(200)
    })

    it('is not helped by a session token that somebody else chose', async () => {
      const cookie = 'mortise.session_token=chosen.c2lnbmF0dXJl'
      const answer = await signIn('ann@example.com', password, { cookie })
      expect(sessionCookie(answer)).not.toContain('chosen')
      expect((await server.send('GET', '/session', undefined, { cookie })).status).toBe(401)
    })

    it('is undone here, and everywhere', async () => {
      const here = sessionCookie(await signIn('ann@example.com', password))
      const there = sessionCookie(await signIn('ann@example.com', password))
      const out = await server.send('POST', '/auth/sign-out', undefined, { cookie: here })
      expect(out.cookies[0]).toMatch(/Max-Age=0/)
      expect((await server.send('GET', '/session', undefined, { cookie: here })).status).toBe(401)
      expect((await server.send('GET', '/session', undefined, { cookie: there })).status).toBe(200)
      await server.send('POST', '/auth/revoke-sessions', undefined, { cookie: there })
      expect((await server.send('GET', '/session', undefined, { cookie: there })).status).toBe(401)
    })

    it('ends at once for who is made inactive', async () => {
      const root = await server.addUser('Boss', { administrator: true })
      const user = await server.addUser('Temp', { password })
      expect((await server.send('GET', '/session', undefined, { cookie: user.cookie })).status).toBe(200)
      await server.send('PATCH', `/admin/users/${user.id}`, { active: false }, { cookie: root.cookie })
      expect((await server.send('GET', '/session', undefined, { cookie: user.cookie })).status).toBe(401)
      expect((await signIn('temp@example.com', password)).status).toBe(401)
    })

    it('ends when its time is over, and goes on when it is used in its second half', async () => {
      const cookie = sessionCookie(await signIn('root@example.com', password))
      const expire = (hours: number) =>
        server.services.database.run({
          text: `update mortise.session set expires_at = $1 where user_id = (select id from mortise.person where email = 'root@example.com')`,
          values: [new Date(Date.now() + hours * 3_600_000).toISOString()],
        })
      await expire(24)
      await server.services.identity.changed(null)
      const used = await server.send('GET', '/session', undefined, { cookie })
      expect(used.cookies[0]).toContain('Max-Age=604800')
      expect((await server.send('GET', '/session', undefined, { cookie })).cookies).toEqual([])
      await expire(-1)
      await server.services.identity.changed(null)
      expect((await server.send('GET', '/session', undefined, { cookie })).status).toBe(401)
    })

    it('takes a changed password, after the old one was given', async () => {
      await server.addUser('Changer', { password, language: 'zh' })
      const cookie = sessionCookie(await signIn('changer@example.com', password))
      const other = sessionCookie(await signIn('changer@example.com', password))
      const change = (currentPassword: string, newPassword: string) =>
        server.send(
          'POST',
          '/auth/change-password',
          { currentPassword, newPassword, revokeOtherSessions: true },
          { cookie },
        )
      expect((await change('wrong password', 'new password 1')).body.code).toBe('PASSWORD_WRONG')
      expect((await change(password, 'short')).status).toBe(400)
      const changed = await change(password, 'new password 1')
      expect(changed.status).toBe(200)
      expect((await server.send('GET', '/session', undefined, { cookie: other })).status).toBe(401)
      expect((await server.send('GET', '/session', undefined, { cookie: sessionCookie(changed) })).status).toBe(200)
      expect((await signIn('changer@example.com', password)).status).toBe(401)
      expect((await signIn('changer@example.com', 'new password 1')).status).toBe(200)
    })

    it('keeps no password and no usable session in the database', async () => {
      await signIn('ann@example.com', password)
      const { rows } = await server.services.database.run({ text: 'select * from mortise.account', values: [] })
      expect(JSON.stringify(rows)).not.toContain(password)
      const sessions = await server.services.database.run<{ token: string }>({
        text: 'select token from mortise.session',
        values: [],
      })
      const cookie = `mortise.session_token=${sessions.rows[0]?.token}`
      expect((await server.send('GET', '/session', undefined, { cookie })).status).toBe(401)
    })
  })

  describe.skipIf(database.skip)('signing in too often', () => {
    let server: TestServer
    beforeAll(async () => {
      server = await openTestServer(database, { limits: { signInsPerMinute: 6, signInFailures: 3 } })
      await server.addUser('Ann', { password, language: 'zh' })
    })
    afterAll(() => server.close())

    const attempt = (secret: string, address: string) =>
      server.send(
        'POST',
        '/auth/sign-in/email',
        { email: 'ann@example.com', password: secret },
        { address, headers: { 'accept-language': 'zh-CN,en;q=0.5' } },
      )

    it('with a wrong password locks the account for that address only, and says for how long', async () => {
      for (let round = 0; round < 3; round++) expect((await attempt('wrong password', '10.0.0.1')).status).toBe(401)
      const locked = await attempt(password, '10.0.0.1')
      expect(locked.status).toBe(429)
      expect(locked.body.code).toBe('TOO_MANY_REQUESTS')
      expect(locked.body.message).toMatch(/秒后再试/)
      expect(Number(locked.headers['retry-after'])).toBeGreaterThan(0)
      expect((await attempt(password, '10.0.0.2')).status).toBe(200)
    })

    it('from one address is refused whatever the account', async () => {
      const statuses = []
      for (let round = 0; round < 8; round++) {
        const email = `nobody${round}@example.com`
        const answer = await server.send('POST', '/auth/sign-in/email', { email, password }, { address: '10.0.0.9' })
        statuses.push(answer.status)
      }
      expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 429, 429])
    })
  })
})

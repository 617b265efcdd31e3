import { describe, expect, it } from 'vitest'
import { createHttpClient } from './http-client.ts'
import { createAddressGuard, isNetwork } from './networks.ts'

describe('addresses that may be called', () => {
  const isOpen = createAddressGuard(['10.7.0.0/16'])

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    'fc00::1',
    'fe80::1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '224.0.0.1',
    'localhost',
    '',
  ])('%s is not among them', (address) => expect(isOpen(address)).toBe(false))

  it.each(['8.8.8.8', '2606:4700::1111', '10.7.3.4'])('%s is', (address) => expect(isOpen(address)).toBe(true))

  it('knows what a network is', () => {
    expect(['10.0.0.0/8', '::1', '1.2.3.4'].map(isNetwork)).toEqual([true, true, true])
    expect(['10.0.0.0/33', 'example.com', '1.2.3.4/8/9', ''].map(isNetwork)).toEqual([false, false, false, false])
  })
})

describe('the way out', () => {
  const client = createHttpClient({ allowed: [] })
  const call = async (url: string) => await client.call({ method: 'GET', url, headers: {}, body: null })

  it.each([
    ['http://127.0.0.1/', 'OUTBOUND_PRIVATE'],
    ['http://localhost/', 'OUTBOUND_PRIVATE'],
    ['http://2130706433/', 'OUTBOUND_PRIVATE'],
    ['http://0x7f.1/', 'OUTBOUND_PRIVATE'],
    ['http://017700000001/', 'OUTBOUND_PRIVATE'],
    ['http://[::ffff:127.0.0.1]/', 'OUTBOUND_PRIVATE'],
    ['http://[::1]/', 'OUTBOUND_PRIVATE'],
    ['file:///etc/passwd', 'OUTBOUND_ADDRESS'],
    ['gopher://example.com/', 'OUTBOUND_ADDRESS'],
    ['http://user:password@example.com/', 'OUTBOUND_ADDRESS'],
    ['not an address', 'OUTBOUND_ADDRESS'],
  ])('%s is refused', async (url, code) => {
    await expect(call(url)).rejects.toMatchObject({ code })
  })
})

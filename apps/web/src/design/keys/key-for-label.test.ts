import { expect, it } from 'vitest'
import { keyForLabel } from './key-for-label.ts'

const chinese = (zh: string) => keyForLabel({ zh, en: zh }, new Set(), 'field')

it.each([
  ['设备编号', 'she_bei_bian_hao'],
  ['金额', 'jin_e'],
  ['负责人', 'fu_ze_ren'],
  ['维修费用', 'wei_xiu_fei_yong'],
  ['地址', 'di_zhi'],
  ['银行账户', 'yin_hang_zhang_hu'],
  ['SKU 名称', 'sku_ming_cheng'],
])('reads %s as %s', (label, key) => {
  expect(chinese(label)).toBe(key)
})

it('prefers the English name, and counts where a key is taken', () => {
  expect(keyForLabel({ zh: '金额', en: 'Amount' }, new Set(), 'field')).toBe('amount')
  expect(keyForLabel({ zh: '金额', en: '金额' }, new Set(['jin_e']), 'field')).toBe('jin_e_2')
})

it('falls back where nothing can be read', () => {
  expect(chinese('！？')).toBe('field')
})

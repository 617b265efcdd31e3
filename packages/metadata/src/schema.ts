export type { Static, TObject, TSchema } from 'typebox'
export { fillDefaults } from './schema/fill-defaults.ts'
export { fits } from './schema/fits.ts'
export { Type } from './schema/type.ts'

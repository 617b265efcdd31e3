export { type Clock, systemClock } from './clock.ts'
export {
  AppError,
  defineErrors,
  type ErrorDefinition,
  type ErrorDefinitions,
  type ErrorDetails,
  errorCatalogue,
} from './errors.ts'
export { fillText, joinTexts, type TextParams } from './fill-text.ts'
export { isUuid, uuidv7, uuidv7Time } from './ids.ts'
export { canonicalJson, deepEqual, type Json, type JsonObject } from './json.ts'
export { isLocalizedText, type Language, type LocalizedText, languages, localize } from './localized-text.ts'
export { nearestName } from './nearest-name.ts'
export { createRegistry, type Registry } from './registry.ts'

import { Type } from '@mortise/metadata/schema'

/** What stands in a link: one that was cut off or glued to a full stop is an unknown link, not a wrong request. */
export const LinkToken = Type.String({ pattern: '^[^\\u0000]{1,100}$' })

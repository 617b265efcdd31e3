import { Type } from '@mortise/metadata/schema'

export const durationUnits = ['minute', 'hour', 'day', 'week'] as const
export type DurationUnit = (typeof durationUnits)[number]

/** A length of time. `working`: only hours and days count in which people work. */
export const Duration = Type.Object(
  {
    amount: Type.Integer({ minimum: 1, maximum: 100_000 }),
    unit: Type.Enum([...durationUnits]),
    working: Type.Optional(Type.Boolean({ description: 'Only working hours and working days count.' })),
  },
  { additionalProperties: false },
)
export type Duration = Type.Static<typeof Duration>

const hours: { readonly [Unit in DurationUnit]: number } = { minute: 1 / 60, hour: 1, day: 24, week: 168 }

/** About how many hours on the clock it is, to tell which of two is longer: a working day has eight hours or so. */
export function hoursOf({ amount, unit, working }: Duration): number {
  const factor = working && (unit === 'minute' || unit === 'hour') ? 3 : 1
  return amount * hours[unit] * factor
}

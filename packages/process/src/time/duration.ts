import { Type } from 'typebox'

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

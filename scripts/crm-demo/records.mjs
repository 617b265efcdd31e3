import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Collects the demo records of all tables and writes one file per table, numbered in the order they are installed.
 * Dates are written relative to the day of installation, so that "this week" is always lively.
 */
export function createRecords(order) {
  const tables = new Map(order.map((entity) => [entity, []]))
  let sequence = 0
  /** A stable identifier: version 7, one after the other from a fixed instant. */
  const nextId = () => {
    const time = (0x018f_0000_0000 + Math.floor(sequence / 4096)).toString(16).padStart(12, '0')
    const rest = (sequence++ % 4096).toString(16).padStart(3, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${rest}-8000-000000000000`
  }
  return {
    /** Adds a record; `createdAt` and `owner` are system fields of it. Returns its id. */
    add(entity, values) {
      const record = { $id: nextId(), ...clean(values) }
      tables.get(entity).push(record)
      return record.$id
    },
    /** Sets further values of a record; null takes one away. */
    change(entity, id, values) {
      const rows = tables.get(entity)
      const index = rows.findLastIndex((row) => row.$id === id)
      rows[index] = clean({ ...rows[index], ...values })
    },
    all: (entity) => [...tables.get(entity)],
    nextId,
    count: () => [...tables].map(([entity, rows]) => [entity, rows.length]),
    write(folder) {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder, { recursive: true })
      order.forEach((entity, index) => {
        const lines = tables.get(entity).map((row) => `${JSON.stringify(row)}\n`)
        writeFileSync(join(folder, `${String(index + 1).padStart(2, '0')}_${entity}.ndjson`), lines.join(''))
      })
    },
  }
}

function clean(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined))
}

/** A day, counted from the day of installation. */
export const day = (offset) => ({ $date: Math.round(offset) })

/** A minute of a day: working hours unless told otherwise. */
export const instant = (dayOffset, minuteOfDay) => ({
  $instant: Math.round(dayOffset) * 1440 + Math.round(minuteOfDay),
})

export const person = (key) => ({ $person: key })
export const department = (key) => ({ $department: key })
export const money = (amount) => amount.toFixed(2)

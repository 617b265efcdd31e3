export { type BreakableDatabase, breakableDatabase } from './testing/breakable-database.ts'
export { Killed, killedDatabase } from './testing/killed-database.ts'
export { type TestDatabase, testDatabases } from './testing/test-databases.ts'

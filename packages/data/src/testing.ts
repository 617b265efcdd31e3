export { Killed, killedDatabase } from './testing/killed-database.ts'
export { type TestDatabase, testDatabases } from './testing/test-databases.ts'

export { findJsonFault, type JsonFault } from './find-json-fault.ts'

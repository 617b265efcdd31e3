import { AjvCompiler, type BuildCompilerFromPool } from '@fastify/ajv-compiler'
import type { FastifySchemaCompiler } from 'fastify'

type Validate = ((data: unknown) => unknown) & { errors?: unknown }

/**
 * Compiles the schema of a route when it is first called: compiling those of all routes would take a fifth of the start,
 * and a server uses few of them in its first minutes.
 */
export function createLazyValidators(): BuildCompilerFromPool {
  const build = AjvCompiler()
  return ((externalSchemas, options) => {
    const compile = build(externalSchemas, options) as FastifySchemaCompiler<unknown>
    return (route: Parameters<typeof compile>[0]) => whenCalled(() => compile(route) as Validate)
  }) as BuildCompilerFromPool
}

function whenCalled(compile: () => Validate): Validate {
  let validate: Validate | undefined
  const lazy: Validate = (data) => {
    validate ??= compile()
    const sound = validate(data)
    lazy.errors = validate.errors
    return sound
  }
  return lazy
}

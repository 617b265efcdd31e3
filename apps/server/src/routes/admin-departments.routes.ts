import type { AdminRole, DepartmentInput } from '@mortise/api'
import { Localized } from '@mortise/metadata'
import { Type } from '@mortise/metadata/schema'
import type { FastifyInstance } from 'fastify'
import {
  createDepartment,
  deleteDepartment,
  readAdminDepartments,
  updateDepartment,
} from '../identity/department-store.ts'
import type { Services } from '../services.ts'
import { Id, IdParams, NoBody, NoQuery, Nullable, strict } from './schemas.ts'

const optional = {
  parentId: Type.Optional(Nullable(Id)),
  headId: Type.Optional(Nullable(Id)),
  position: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
}
const NewDepartment = Type.Object({ name: Localized, ...optional }, strict)
const DepartmentPatch = Type.Object({ name: Type.Optional(Localized), ...optional }, strict)

const config = { auth: 'administrator', token: 'admin' } as const

/** The tree of departments, and the roles of all apps with how many people have them. */
export function adminDepartmentRoutes(app: FastifyInstance, services: Services): void {
  const { database, identity } = services
  const done = async <Answer>(answer: Answer) => {
    // Whoever has rights by department may now have others.
    await identity.changed(null)
    return answer
  }

  app.get('/admin/departments', { config, schema: { querystring: NoQuery } }, async () => ({
    departments: await readAdminDepartments(database),
  }))

  app.post<{ Body: DepartmentInput }>(
    '/admin/departments',
    { config, schema: { querystring: NoQuery, body: NewDepartment } },
    async (request, reply) => {
      const department = await createDepartment(database, request.body)
      reply.code(201)
      return await done(department)
    },
  )

  app.patch<{ Params: IdParams; Body: Partial<DepartmentInput> }>(
    '/admin/departments/:id',
    { config, schema: { params: IdParams, querystring: NoQuery, body: DepartmentPatch } },
    async (request) => await done(await updateDepartment(database, request.params.id, request.body)),
  )

  app.delete<{ Params: IdParams }>(
    '/admin/departments/:id',
    { config, schema: { params: IdParams, querystring: NoQuery, body: NoBody } },
    async (request, reply) => {
      await deleteDepartment(database, request.params.id)
      await done(null)
      return reply.code(204).send()
    },
  )

  app.get('/admin/roles', { config, schema: { querystring: NoQuery } }, async () => ({
    roles: await readRoles(services),
  }))
}

async function readRoles({ apps, database }: Services): Promise<AdminRole[]> {
  const { rows } = await database.run<{ app: string; role: string; count: number }>({
    text: 'select app, role, count(*)::int as count from mortise.user_role group by app, role',
    values: [],
  })
  const counts = new Map(rows.map((row) => [`${row.app}/${row.role}`, row.count]))
  return apps.list().flatMap((model) =>
    [...model.roles.values()].map((document) => ({
      app: model.key,
      key: document.key,
      document,
      userCount: counts.get(`${model.key}/${document.key}`) ?? 0,
    })),
  )
}

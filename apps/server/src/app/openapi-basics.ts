/** What the OpenAPI of every app shares: how to sign in and what errors look like. */
export const openApiBasics = {
  security: [{ token: [] }],
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', description: 'An API token made under "API tokens" in the profile.' },
    },
    responses: {
      Error: {
        description: 'Refused; the code says why.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
    schemas: {
      Error: {
        type: 'object',
        properties: {
          code: { type: 'string' },
          message: { type: 'string', description: 'In the language of the user.' },
          params: { type: 'object' },
          path: { type: ['string', 'null'] },
          requestId: { type: 'string' },
        },
        required: ['code', 'message', 'params', 'path', 'requestId'],
      },
    },
  },
} as const

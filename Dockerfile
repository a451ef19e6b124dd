# What production needs, without development dependencies: TypeScript runs unbuilt on Node 26.
FROM node:26-slim AS install
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY apps/server/package.json apps/server/
COPY packages/api/package.json packages/api/
COPY packages/database/package.json packages/database/
COPY packages/rest/package.json packages/rest/
RUN npx --yes pnpm@12 install --frozen-lockfile --prod --filter "@coulisses/server..."

FROM node:26-slim
# It listens on all addresses: callers say who they are, unless AUTH is set to open on purpose.
ENV APP_ENV=production AUTH=required HOST=0.0.0.0 NODE_ENV=production
WORKDIR /app
COPY --from=install /app ./
COPY migrations migrations
COPY apps/server apps/server
COPY packages/api packages/api
COPY packages/database packages/database
COPY packages/rest packages/rest
# The embedded database's directory, where DATABASE_URL names no server.
RUN install --directory --owner=node .data
USER node
EXPOSE 8000
CMD ["node", "apps/server/src/main.ts"]

# TypeScript runs unbuilt on Node 26; the script knows what production needs.
FROM node:26-slim AS assembled
WORKDIR /source
COPY . .
RUN node scripts/assemble.ts /app

FROM node:26-slim
# It listens on all addresses, so callers must authenticate, unless AUTH is set to open on purpose.
ENV APP_ENV=production AUTH=required HOST=0.0.0.0 NODE_ENV=production
WORKDIR /app
COPY --from=assembled /app ./
# The directory of the embedded database, if DATABASE_URL names no server.
RUN install --directory --owner=node .data
USER node
EXPOSE 8000
CMD ["node", "apps/server/src/main.ts"]

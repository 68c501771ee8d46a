# docs/running.md says how to run it. Nothing is taken from the build context but what .dockerignore lets through: no .env, no key.

# --- the packages that run ---
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

# --- the bundle, with the packages that make it ---
FROM node:24.21.0-bookworm-slim AS bundle
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY build.js ./
COPY db db
COPY src src
RUN npm run build

# --- what runs ---
FROM node:24.21.0-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATABASE_URL=file:/data/countersign.db POLICY_FILE=/config/policy.yml
COPY package.json package-lock.json LICENSE manifest.yml policy.example.yml ./
COPY db db
COPY src src
COPY --from=packages /app/node_modules node_modules
COPY --from=bundle /app/dist dist
RUN ln -s /app/src/countersign.js /usr/local/bin/countersign
# A volume takes over owner and mode of the folder that it is laid over.
RUN mkdir -m 0700 /data /config && chown node:node /data /config
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD node src/launch/check-health.js "$HOST" "$PORT"
# As a list: a shell in between would keep SIGTERM for itself.
CMD ["countersign", "start"]

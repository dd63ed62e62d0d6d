# The image of Vivavoce: pages and wheel are built inside, what runs has neither Node nor a compiler.
# Read-only, but for /srv/vivavoce/data (SQLite, the generated secret, kept mails) and /tmp (uploads).
FROM node:20-bookworm-slim AS web
WORKDIR /src/web
COPY web/package.json web/package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY web ./
RUN npm run build

FROM python:3.11-slim-bookworm AS wheel
WORKDIR /src
ENV VIRTUAL_ENV=/srv/vivavoce/venv
RUN python -m venv $VIRTUAL_ENV
COPY requirements/uv.lock requirements/run.lock requirements/
RUN python -m pip install --no-cache-dir --require-hashes -r requirements/uv.lock
RUN uv pip install --compile-bytecode --no-cache --require-hashes -r requirements/run.lock
COPY pyproject.toml build_web.py README.md LICENSE ./
COPY src src
COPY --from=web /src/web/dist web/dist
RUN uv build --quiet --wheel --no-build-isolation --offline --python $VIRTUAL_ENV/bin/python --out-dir /dist .
RUN uv pip install --compile-bytecode --no-cache --offline --no-deps /dist/*.whl

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --user-group --home-dir /srv/vivavoce --shell /usr/sbin/nologin vivavoce \
 && install -d -o vivavoce -g vivavoce -m 700 /srv/vivavoce/data
COPY --from=wheel /srv/vivavoce/venv /srv/vivavoce/venv
ENV PATH=/srv/vivavoce/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 VIVAVOCE_DATA_DIR=/srv/vivavoce/data
WORKDIR /srv/vivavoce
USER vivavoce
VOLUME /srv/vivavoce/data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
ENTRYPOINT ["vivavoce"]
CMD ["serve", "--host", "0.0.0.0"]

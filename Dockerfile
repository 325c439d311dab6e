# The front end is built in one stage, the wheel in the next, and the last holds nothing but what runs.
FROM node:22-slim AS front
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY frontend ./
RUN npm run build

FROM python:3.13-slim AS wheel
WORKDIR /src
COPY . .
COPY --from=front /src/static/dist static/dist
RUN pip install --no-cache-dir build && python -m build --wheel

FROM python:3.13-slim
COPY constraints.txt /tmp/constraints.txt
COPY --from=wheel /src/dist/*.whl /tmp/
RUN pip install --no-cache-dir --constraint /tmp/constraints.txt /tmp/*.whl && rm /tmp/*.whl \
    && useradd --create-home quintet
USER quintet
ENV QUINTET_HOME=/home/quintet/data
CMD ["quintet", "run"]

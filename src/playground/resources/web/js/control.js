/** The playground's control API. Every failure is an Error whose message a person can read. */
export async function get(path) {
  return answer(await send(path));
}

export async function post(path, body) {
  return answer(await send(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }));
}

export async function remove(path) {
  return answer(await send(path, { method: 'DELETE' }));
}

async function send(path, options) {
  try {
    return await fetch(path, options);
  } catch {
    throw new Error('The playground does not answer. Is it still running?');
  }
}

async function answer(response) {
  const text = await response.text();
  let body;
  try {
    body = text === '' ? {} : JSON.parse(text);
  } catch {
    body = { error: text.slice(0, 300) };
  }
  if (!response.ok) {
    const failure = new Error(body.detail ?? body.message ?? body.error ?? `The playground answered ${response.status}.`);
    failure.status = response.status;
    throw failure;
  }
  return body;
}

export const query = (parameters) => new URLSearchParams(parameters).toString();

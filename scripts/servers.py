"""The servers that `scripts/bench-proxy` and `scripts/soak` start, and what the system says of them.

An upstream (nginx), the proxies before it, and Envoy with its processor; all on loopback, all ended with
the script.
"""

import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "target" / "release" / "codeword"
ENVOY = ROOT / "target" / "venv" / "bin" / "envoy"
THREADS = os.cpu_count() or 1

LIBRARY = ROOT / "target" / "release" / "libcodeword.so"
# Where Debian has nginx's modules.
MODULES = [pathlib.Path("/usr/lib/nginx/modules"), pathlib.Path("/usr/share/nginx/modules")]

PACKAGES = {"nginx": "nginx-light", "haproxy": "haproxy", "wrk": "wrk"}


def require(*tools):
    """Ends the script if a tool is not here, and says how to get it."""
    missing = [PACKAGES[tool] for tool in tools if not shutil.which(tool)]
    if missing:
        sys.exit(f"error: not all tools are here: apt-get install {' '.join(missing)}")


def build():
    """Builds the command."""
    command = ["cargo", "build", "--release", "--locked", "--features", "cli,proxy,envoy"]
    subprocess.run(command, cwd=ROOT, check=True)


def build_library():
    """Builds the library for C."""
    command = ["cargo", "rustc", "--release", "--locked", "--lib", "--features", "capi", "--crate-type", "cdylib"]
    subprocess.run(command, cwd=ROOT, check=True)


def lua_modules():
    """The folder of nginx's module for Lua; None if it is not here."""
    return next((folder for folder in MODULES if (folder / "ngx_http_lua_module.so").exists()), None)


# What runs

STARTED = []


def start(command, port=None, **options):
    """Starts a server, and waits until it answers on its port or its Unix socket."""
    options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | options
    options["env"] = os.environ | {"TOKIO_WORKER_THREADS": str(THREADS)}
    process = subprocess.Popen(command, **options)
    STARTED.append(process)
    if port is not None:
        wait_for(port, process)
    return process


def wait_for(port, process):
    for _ in range(400):
        if process.poll() is not None:
            break
        family = socket.AF_INET if isinstance(port, int) else socket.AF_UNIX
        with socket.socket(family) as connection:
            if connection.connect_ex(("127.0.0.1", port) if isinstance(port, int) else port) == 0:
                return
        time.sleep(0.05)
    sys.exit(f"error: {process.args[0]} does not answer")


def end_all():
    """Ends what this script has started, and nothing else."""
    for process in reversed(STARTED):
        if process.poll() is None:
            process.send_signal(signal.SIGQUIT if process.args[0] == "nginx" else signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


# What the system says of a process and its children (proc(5))


def family(process):
    """The process and all below it."""
    processes, found = [process.pid], []
    while processes:
        one = processes.pop()
        found.append(one)
        for children in pathlib.Path(f"/proc/{one}/task").glob("*/children"):
            processes += map(int, children.read_text().split())
    return found


def processor_time(process):
    """User and system time so far, in seconds."""
    ticks = 0
    for one in family(process):
        fields = pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(") ", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(process):
    """What it has of the machine's memory, in KiB."""
    status = [pathlib.Path(f"/proc/{one}/status").read_text() for one in family(process)]
    return sum(int(re.search(r"VmRSS:\s+(\d+)", one)[1]) for one in status)


def descriptors(process):
    return sum(len(os.listdir(f"/proc/{one}/fd")) for one in family(process))


# Which servers

NGINX = """
worker_processes {threads};
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
worker_rlimit_nofile 65536;
events {{ worker_connections 8192; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    keepalive_requests 1000000000;
    types {{ }}
    default_type application/json;
    {rest}
}}
"""

PROXY = """
    upstream one {{ server 127.0.0.1:{upstream}; keepalive 64; keepalive_requests 1000000000; }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://one;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-For $remote_addr;
        }}
    }}
"""

CODEWORD = """
    lua_package_path "{root}/examples/openresty/lib/?.lua;;";
    lua_package_cpath "{libraries}/?.so;;";
    init_by_lua_block {{ codeword = assert(require("resty.codeword").open({configuration})) }}
    init_worker_by_lua_block {{ codeword:follow(1) }}
    header_filter_by_lua_block {{ codeword:header_filter() }}
    body_filter_by_lua_block {{ codeword:body_filter() }}
"""

HAPROXY = """
global
    nbthread {threads}
    maxconn 8192
defaults
    mode http
    option forwardfor
    http-reuse always
    timeout connect 5s
    timeout client 60s
    timeout server 60s
frontend clients
    bind 127.0.0.1:{port}
    default_backend one
backend one
    server one 127.0.0.1:{upstream}
"""


def nginx(folder, port, rest, threads, modules=""):
    """nginx with these servers, in a folder of its own."""
    folder = pathlib.Path(folder, f"nginx-{port}")
    folder.mkdir()
    configuration = folder / "nginx.conf"
    configuration.write_text(modules + NGINX.format(folder=folder, rest=rest, threads=threads))
    return start(["nginx", "-c", str(configuration)], port)


def upstream(folder, bodies):
    """Answers `/success/NAME` and `/error/NAME` with a body; returns the process and the port."""
    port = free_port()
    for name, body in bodies.items():
        pathlib.Path(folder, "success").mkdir(exist_ok=True)
        pathlib.Path(folder, "success", name).write_text(body)
    locations = "\n".join(
        f"location = /error/{name} {{ error_page 404 /success/{name}; return 404; }}" for name in bodies
    )
    servers = f"""
    root {folder};
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location /success {{ }}
        location = /count {{ stub_status; }}
        {locations}
    }}
    """
    return nginx(folder, port, servers, threads=1), port


def answered(port):
    """How many requests an upstream has had."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/count") as response:
        return int(re.search(r"requests\n \d+ \d+ (\d+)", response.read().decode())[1])


def nginx_proxy(folder, upstream):
    port = free_port()
    return nginx(folder, port, PROXY.format(port=port, upstream=upstream), THREADS), port


def nginx_codeword(folder, upstream, texts=""):
    """nginx with codeword in its workers; `texts` are folders of a catalog, as TOML, or the shipped one."""
    port, modules = free_port(), lua_modules()
    load = "".join(f"load_module {modules}/{name}_http_{kind}.so;\n" for name, kind in [("ndk", "module"), ("ngx", "lua_module")])
    codeword = CODEWORD.format(root=ROOT, libraries=LIBRARY.parent, configuration=f"[==[{texts}]==]")
    return nginx(folder, port, codeword + PROXY.format(port=port, upstream=upstream), THREADS, load), port


def haproxy(folder, upstream):
    port = free_port()
    configuration = pathlib.Path(folder, f"haproxy-{port}.cfg")
    configuration.write_text(HAPROXY.format(port=port, upstream=upstream, threads=THREADS))
    return start(["haproxy", "-db", "-q", "-f", str(configuration)], port), port


def codeword(upstream, *flags, **options):
    """The proxy; returns the process and the port."""
    port = free_port()
    address = ["--listen", f"127.0.0.1:{port}", "--upstream", f"http://127.0.0.1:{upstream}"]
    address += ["--threads", str(THREADS)]
    return start([str(PROGRAM), "proxy", *address, *flags], port, **options), port


def processor(folder, *flags, **options):
    """Envoy's processor; returns the process and the path of its Unix socket."""
    path = str(pathlib.Path(folder, "codeword.sock"))
    command = [str(PROGRAM), "envoy", "--listen", f"unix:{path}", *flags]
    return start(command, path, **options), path


def envoy(folder, upstream, socket_path=None, patience="0.2s"):
    """Envoy as codeword prints it, or alone; returns the process and the port.

    It waits for the processor as long as the printed configuration says, or as long as it is told.
    """
    port, admin = free_port(), free_port()
    command = [str(PROGRAM), "envoy", "--print-config", f"--envoy-listen=127.0.0.1:{port}"]
    command += [f"--envoy-admin=127.0.0.1:{admin}", f"--upstream=127.0.0.1:{upstream}"]
    if socket_path:
        command += ["--listen", f"unix:{socket_path}"]
    configuration = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    if not socket_path:
        configuration = without_processor(configuration)
    file = pathlib.Path(folder, f"envoy-{port}.yaml")
    file.write_text(configuration.replace("message_timeout: 0.2s", f"message_timeout: {patience}"))
    command = [str(ENVOY), "-c", str(file), "--log-level", "off", "--disable-hot-restart"]
    return start([*command, "--concurrency", str(THREADS)], port), port


def without_processor(configuration):
    """The same Envoy, which asks nobody."""
    first = configuration.index("          - name: codeword\n")
    router = configuration.index("          - name: envoy.filters.http.router\n")
    return configuration[:first] + configuration[router:]


def get(port, path, language="zh-CN", timeout=10):
    """The status and the body of one answer."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Accept-Language": language}
    )
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()

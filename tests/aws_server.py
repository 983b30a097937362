"""Runs commands of `aws` in copies of one process that has read the program already: most of each is the reading.

For the Python of `aws` itself. A line of standard input is the arguments and two files for what it prints, in JSON; the
answer is a line with the exit status.
"""

import json
import os
import sys

from awscli.clidriver import create_clidriver

driver = create_clidriver()
driver._get_command_table()  # reads what every command needs
driver.session.create_client("s3")
for line in sys.stdin:
    arguments, *files = json.loads(line)
    child = os.fork()
    if not child:
        for stream, file in enumerate(files, 1):
            os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT), stream)
        status = driver.main(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)

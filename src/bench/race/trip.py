"""A volume's trip to a builder and back by boto3, step after step: what a team would write in an afternoon.

Usage: trip.py poll|waiters. For each line on standard input one trip; then a line "done" or "failed: …".
poll: every second. waiters: boto3's own, as they come. Where there is no waiter (the agent), both ask each second.
"""

import os
import sys
import time

import boto3

MODE = sys.argv[1]
VOLUME, HOST, LANE, IMAGE, SUBNET, GROUP, PROFILE, TYPE, BUILD = (
    os.environ["RACE_" + name]
    for name in "VOLUME HOST LANE IMAGE SUBNET GROUP PROFILE TYPE BUILD".split()
)
MOUNT = "/mnt/llvm"
FIND = "node=$(lsblk -Ppo NAME,SERIAL | sed -n 's/^NAME=\"\\([^\"]*\\)\" SERIAL=\"%s\".*/\\1/p')" % VOLUME.replace("-", "")
MOUNT_IT = (
    "set -e; for n in 1 2 3 4 5 6 7 8 9 10; do %s; [ -z \"$node\" ] || break; sleep 0.5; done; "
    "mkdir -p %s; mount \"$node\" %s" % (FIND, MOUNT, MOUNT)
)

ec2 = boto3.client("ec2", endpoint_url=os.environ["SOJOURN_AWS_EC2_ENDPOINT"])
ssm = boto3.client("ssm", endpoint_url=os.environ["SOJOURN_AWS_SSM_ENDPOINT"])


def until(look):
    while not look():
        time.sleep(1)


def run(instance, script):
    """One script on a machine, to its end."""
    command = ssm.send_command(
        DocumentName="AWS-RunShellScript", InstanceIds=[instance], Parameters={"commands": [script]}
    )["Command"]["CommandId"]
    if MODE == "waiters":
        time.sleep(1)  # before it, the waiter fails: the invocation is not there yet
        ssm.get_waiter("command_executed").wait(CommandId=command, InstanceId=instance)
        return
    while True:
        time.sleep(1)
        try:
            status = ssm.get_command_invocation(CommandId=command, InstanceId=instance)["Status"]
        except ssm.exceptions.InvocationDoesNotExist:
            continue
        if status == "Success":
            return
        if status not in ("Pending", "InProgress", "Delayed"):
            raise RuntimeError(status + " of: " + script)


def volume():
    return ec2.describe_volumes(VolumeIds=[VOLUME])["Volumes"][0]


def instance_state(instance):
    try:
        found = ec2.describe_instances(InstanceIds=[instance])["Reservations"]
        return found[0]["Instances"][0]["State"]["Name"] if found else ""
    except ec2.exceptions.ClientError:
        return ""  # EC2 may not show it yet


def await_instance(instance, state):
    if MODE == "waiters":
        ec2.get_waiter("instance_" + state).wait(InstanceIds=[instance])
    else:
        until(lambda: instance_state(instance) == state)


def await_available():
    if MODE == "waiters":
        ec2.get_waiter("volume_available").wait(VolumeIds=[VOLUME])
    else:
        until(lambda: volume()["State"] == "available")


def attach(instance, device):
    ec2.attach_volume(VolumeId=VOLUME, InstanceId=instance, Device=device)
    if MODE == "waiters":
        ec2.get_waiter("volume_in_use").wait(VolumeIds=[VOLUME])  # in use is not yet attached: the mount waits a little
    else:
        until(lambda: [one["State"] for one in volume()["Attachments"]] == ["attached"])


def await_agent(instance):
    until(
        lambda: [
            one["PingStatus"]
            for one in ssm.describe_instance_information(Filters=[{"Key": "InstanceIds", "Values": [instance]}])[
                "InstanceInformationList"
            ]
        ]
        == ["Online"]
    )


def trip(device):
    run(HOST, "sync; umount " + MOUNT)
    ec2.detach_volume(VolumeId=VOLUME)
    await_available()
    tags = [
        {"Key": key, "Value": value}
        for key, value in {
            "sojourn:installation": LANE,
            "sojourn:role": "builder",
            "sojourn:job": "0",
            "playground:lane": LANE,
        }.items()
    ]
    builder = ec2.run_instances(
        ImageId=IMAGE,
        InstanceType=TYPE,
        MinCount=1,
        MaxCount=1,
        SubnetId=SUBNET,
        SecurityGroupIds=[GROUP],
        IamInstanceProfile={"Arn": PROFILE},
        InstanceInitiatedShutdownBehavior="terminate",
        TagSpecifications=[{"ResourceType": "instance", "Tags": tags}],
    )["Instances"][0]["InstanceId"]
    await_instance(builder, "running")
    attach(builder, "/dev/sdf")
    await_agent(builder)
    run(builder, MOUNT_IT)
    run(builder, BUILD)
    ec2.terminate_instances(InstanceIds=[builder])
    await_instance(builder, "terminated")
    await_available()
    attach(HOST, device)
    run(HOST, MOUNT_IT)


trips = 0
print("ready", flush=True)
for _ in sys.stdin:
    trips += 1
    try:
        trip("/dev/sd" + "ghijklmnop"[trips % 10])
        print("done", flush=True)
    except Exception as failed:  # said to whoever counts the trips
        print("failed: %s" % str(failed).replace("\n", " "), flush=True)

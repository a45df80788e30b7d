#!/usr/bin/env bash
# A volume's trip to a builder and back by the AWS CLI and its waiters, step after step.
# For each line on standard input one trip; then a line "done" or "failed".
# Wants RACE_* as trip.py does, and AWS_CLI: the program.
set -euo pipefail

mount=/mnt/llvm
serial=${RACE_VOLUME/-/}
# shellcheck disable=SC2016 # for the machine's shell
mount_it='set -e; for n in 1 2 3 4 5 6 7 8 9 10; do
  node=$(lsblk -Ppo NAME,SERIAL | sed -n '"'s/^NAME=\"\\([^\"]*\\)\" SERIAL=\"$serial\".*/\\1/p'"'); [ -z "$node" ] || break; sleep 0.5
done; mkdir -p /mnt/llvm; mount "$node" /mnt/llvm'

ec2() { "$AWS_CLI" ec2 --endpoint-url "$SOJOURN_AWS_EC2_ENDPOINT" --output text "$@"; }
ssm() { "$AWS_CLI" ssm --endpoint-url "$SOJOURN_AWS_SSM_ENDPOINT" --output text "$@"; }

# run INSTANCE SCRIPT: one script on a machine, to its end.
run() {
  local command
  command=$(ssm send-command --document-name AWS-RunShellScript --instance-ids "$1" \
    --parameters "$(jq -cn --arg script "$2" '{commands: [$script]}')" --query Command.CommandId)
  sleep 1 # before it, the waiter fails: the invocation is not there yet
  ssm wait command-executed --command-id "$command" --instance-id "$1"
}

await_agent() {
  until [[ $(ssm describe-instance-information --filters "Key=InstanceIds,Values=$1" \
    --query 'InstanceInformationList[].PingStatus') == Online ]]; do
    sleep 1
  done
}

attach() {
  ec2 attach-volume --volume-id "$RACE_VOLUME" --instance-id "$1" --device "$2" >/dev/null
  ec2 wait volume-in-use --volume-ids "$RACE_VOLUME"
}

trip() {
  local builder
  run "$RACE_HOST" "sync; umount $mount"
  ec2 detach-volume --volume-id "$RACE_VOLUME" >/dev/null
  ec2 wait volume-available --volume-ids "$RACE_VOLUME"
  builder=$(ec2 run-instances --image-id "$RACE_IMAGE" --instance-type "$RACE_TYPE" --count 1 --subnet-id "$RACE_SUBNET" \
    --security-group-ids "$RACE_GROUP" --iam-instance-profile "Arn=$RACE_PROFILE" \
    --instance-initiated-shutdown-behavior terminate --tag-specifications "ResourceType=instance,Tags=[\
{Key=sojourn:installation,Value=$RACE_LANE},{Key=sojourn:role,Value=builder},{Key=sojourn:job,Value=0},\
{Key=playground:lane,Value=$RACE_LANE}]" --query 'Instances[0].InstanceId')
  ec2 wait instance-running --instance-ids "$builder"
  attach "$builder" /dev/sdf
  await_agent "$builder"
  run "$builder" "$mount_it"
  run "$builder" "$RACE_BUILD"
  ec2 terminate-instances --instance-ids "$builder" >/dev/null
  ec2 wait instance-terminated --instance-ids "$builder"
  ec2 wait volume-available --volume-ids "$RACE_VOLUME"
  attach "$RACE_HOST" "$1"
  run "$RACE_HOST" "$mount_it"
}

devices=ghijklmnop
trips=0
echo ready
while read -r _; do
  trips=$((trips + 1))
  device=/dev/sd${devices:trips % 10:1}
  # In a shell of its own, where set -e holds: a function in a condition would go on after a fault.
  set +e
  (
    set -e
    trip "$device"
  ) </dev/null
  code=$?
  set -e
  if ((code == 0)); then echo 'done'; else echo "failed with $code"; fi
done

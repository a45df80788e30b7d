#!/usr/bin/env bash
# Makes a builder's image from the root disk of a host; every other volume of the host is left out. Run by a person with
# their own rights (README.md lists them): the bot has none of these. Wants bash 3.2 or later and the aws command.
set -euo pipefail
export AWS_PAGER=''

usage() {
  cat <<'END'
from-host.sh --installation NAME --host i-… (--reboot | --no-reboot) [--name NAME] [--region REGION] [--wait MINUTES] [--dry-run]

  --installation  the same as in sojourn.yaml; becomes the tag sojourn:installation of image and snapshot
  --host          the instance whose root disk is copied; running or stopped
  --reboot        AWS restarts the host first: everything is on the disk, and whoever works there is thrown out
  --no-reboot     nobody notices; the copy is what would be left after a power cut, at the moment of the call. ext4 and xfs
                  recover from that; a package that is being installed does not. Look that nothing is being installed.
                  (One of the two has to be said, unless the host is stopped, which is the cleanest.)
  --name          the image's name (default: sojourn-INSTALLATION-HOST-DATE-TIME). Said again, it is waited for, not made twice
  --region        else what the aws command is set to
  --wait          for how long to wait until the image is ready, in minutes (60; 0: look once)
  --dry-run       looks, prints the call, makes nothing

Exit code: 0 ready (or printed), 1 refused or failed, 2 not understood, 3 not ready yet.
END
}

refuse() {
  printf '%s\n' "$*" >&2
  exit 1
}

misunderstood() {
  printf '%s\n' "$*" 'Try --help.' >&2
  exit 2
}

INSTALLATION='' HOST='' NAME='' REBOOT='' MINUTES=60 DRY_RUN=false
while (($# > 0)); do
  case $1 in
    --help | -h) usage && exit 0 ;;
    --reboot | --no-reboot)
      [[ -z $REBOOT || $REBOOT == "$1" ]] || misunderstood '--reboot or --no-reboot, not both.'
      REBOOT=$1
      ;;
    --dry-run) DRY_RUN=true ;;
    --installation | --host | --name | --region | --wait)
      (($# > 1)) || misunderstood "$1 wants a value."
      case $1 in
        --installation) INSTALLATION=$2 ;;
        --host) HOST=$2 ;;
        --name) NAME=$2 ;;
        --region) export AWS_REGION=$2 AWS_DEFAULT_REGION=$2 ;;
        --wait) MINUTES=$2 ;;
      esac
      shift
      ;;
    *) misunderstood "$1 is not known." ;;
  esac
  shift
done
[[ $INSTALLATION =~ ^[A-Za-z0-9-]+$ ]] || misunderstood '--installation wants letters, digits and dashes, as in sojourn.yaml.'
[[ $HOST =~ ^i-[0-9a-f]+$ ]] || misunderstood "--host wants the id of an instance, like i-0123456789abcdef0."
[[ $MINUTES =~ ^(0|[1-9][0-9]{0,3})$ ]] || misunderstood '--wait wants minutes.'
NAME=${NAME:-sojourn-$INSTALLATION-$HOST-$(date -u +%Y%m%d-%H%M)}
[[ $NAME =~ ^[A-Za-z0-9._/-]{3,128}$ ]] || misunderstood '--name wants 3 to 128 of: letters, digits and ./_-'
command -v aws >/dev/null || refuse 'The aws command is not there: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html'

# look_at_host: sets STATE, ROOT, ARCHITECTURE, TYPE and DEVICES ("NAME VOLUME STATUS", one a line).
look_at_host() {
  local found root_kind
  found=$(aws ec2 describe-instances --instance-ids "$HOST" --output text --query \
    'Reservations[0].Instances[0].[State.Name,RootDeviceType,RootDeviceName,Architecture,InstanceType]') ||
    refuse "$HOST cannot be looked at. Is that its id, in region ${AWS_REGION:-$(aws configure get region || echo 'of the aws command')}, and may you?"
  read -r STATE root_kind ROOT ARCHITECTURE TYPE <<<"$found"
  case $STATE in
    running | stopped) ;;
    pending | stopping) refuse "$HOST is $STATE: wait until it is running or stopped." ;;
    *) refuse "$HOST is $STATE: of that no image can be made." ;;
  esac
  [[ $root_kind == ebs ]] || refuse "The root disk of $HOST is ${root_kind}, not an EBS volume: of that no image can be made."
  DEVICES=$(aws ec2 describe-instances --instance-ids "$HOST" --output text --query \
    'Reservations[0].Instances[0].BlockDeviceMappings[].[DeviceName,Ebs.VolumeId,Ebs.Status]') ||
    refuse "The volumes of $HOST cannot be looked at."
  found=$(aws ec2 describe-instances --output text --query 'Reservations[0].Instances[0].InstanceId' --filters \
    "Name=instance-id,Values=$HOST" Name=tag:sojourn:role,Values=builder) || refuse "The tags of $HOST cannot be looked at."
  # A machine that starts from a builder's disk would find that builder's money used up, and end itself.
  [[ $found != "$HOST" ]] || refuse "$HOST is a builder of Sojourn: take the host, or a bare instance."
}

# left_out: what AWS is to leave out of the image, as JSON; nothing where the host has its root disk only.
left_out() {
  local device volume status list=''
  while read -r device volume status; do
    [[ $device =~ ^[A-Za-z0-9/]+$ ]] || refuse "$HOST has a device of the name '$device', which is not understood."
    # One that arrives between this look and the call would be copied as well.
    [[ $status == attached ]] || refuse "$volume is $status: it is on its way. Wait until it is home, then try again."
    [[ $device != "$ROOT" ]] || continue
    list+="${list:+,}{\"DeviceName\":\"$device\",\"NoDevice\":\"\"}"
  done <<<"$DEVICES"
  [[ -z $list ]] || printf '[%s]' "$list"
}

show_host() {
  local device volume status
  echo "$HOST is a $TYPE ($ARCHITECTURE), $STATE. Its disks:"
  while read -r device volume status; do
    [[ $device == "$ROOT" ]] && echo "  $device $volume: the root disk, goes into the image" || echo "  $device $volume: left out"
  done <<<"$DEVICES"
}

# show_call: the words of CALL as they could be typed.
show_call() {
  local word
  for word in "${CALL[@]}"; do printf '%q ' "$word"; done
  echo
}

# await: until the image is ready. A look that fails says nothing, so the next one is waited for.
await() {
  local deadline=$((SECONDS + MINUTES * 60)) found state reason progress said=''
  echo "Waiting for $IMAGE, at most $MINUTES minutes. It goes on at AWS also if this is interrupted."
  while true; do
    found=$(aws ec2 describe-images --image-ids "$IMAGE" --output text \
      --query 'Images[0].[State,StateReason.Message]' 2>/dev/null) || found=unknown
    read -r state reason <<<"$found"
    case $state in
      available) return ;;
      failed | error | invalid | deregistered) refuse "$IMAGE is $state: $reason" ;;
    esac
    progress=$(aws ec2 describe-snapshots --owner-ids self --filters "Name=description,Values=*$IMAGE*" --output text \
      --query 'Snapshots[].Progress' 2>/dev/null) || progress=''
    [[ $said == "$state $progress" ]] || echo "$(date +%T) $state${progress:+, snapshot $progress}"
    said="$state $progress"
    if ((SECONDS >= deadline)); then
      echo "$IMAGE is not ready after $MINUTES minutes. To go on waiting: the same command with --name $NAME" >&2
      exit 3
    fi
    sleep "${SOJOURN_POLL_SECONDS:-15}"
  done
}

# report: what is in the image, and where its id belongs.
report() {
  local found device size snapshot size_of_root='' more=''
  found=$(aws ec2 describe-images --image-ids "$IMAGE" --output text \
    --query 'Images[0].BlockDeviceMappings[].[DeviceName,Ebs.VolumeSize,Ebs.SnapshotId]') || refuse "$IMAGE cannot be looked at."
  while read -r device size snapshot; do
    [[ $snapshot == snap-* ]] || continue # no EBS volume
    if [[ $device == "$ROOT" ]]; then size_of_root=$size; else more+=" $device ($snapshot, $size GiB)"; fi
  done <<<"$found"
  [[ -z $more ]] || refuse "$IMAGE holds more than the root disk:$more. A volume was attached meanwhile. Remove it with
  aws ec2 deregister-image --image-id $IMAGE --delete-associated-snapshots
and make it again."
  cat <<END
$IMAGE is ready: the root disk of $HOST, $size_of_root GiB, $ARCHITECTURE.

1. In sojourn.yaml, for the builders that are to use it (and only types of $ARCHITECTURE):

    image: $IMAGE
    root-disk-gib: $size_of_root    # or more

2. In the bot's policy, statement LaunchFromAndIntoWhatIsConfigured: image/$IMAGE
3. Restart the bot when no job runs, and begin with a small build.
END
}

look_at_host
show_host
[[ $STATE == running ]] || REBOOT=--no-reboot # there is nothing to restart
[[ -n $REBOOT ]] || refuse "Say --reboot or --no-reboot; --help tells what each means for $HOST, which is running."
mappings=$(left_out)
tags="Tags=[{Key=sojourn:installation,Value=$INSTALLATION},{Key=Name,Value=$NAME}]"
CALL=(aws ec2 create-image --instance-id "$HOST" --name "$NAME" --description "Builder of Sojourn, from $HOST" "$REBOOT")
[[ -z $mappings ]] || CALL+=(--block-device-mappings "$mappings")
CALL+=(--tag-specifications "ResourceType=image,$tags" "ResourceType=snapshot,$tags" --query ImageId --output text)

IMAGE=$(aws ec2 describe-images --owners self --filters "Name=name,Values=$NAME" --query 'Images[0].ImageId' --output text) ||
  refuse 'Your images cannot be listed, so it is unknown whether this one is there already.'
if [[ $IMAGE == ami-* ]]; then
  echo "An image of the name $NAME is there already: $IMAGE."
  [[ $DRY_RUN == false ]] || exit 0
elif [[ $DRY_RUN == true ]]; then
  echo 'It would be made by:'
  show_call
  exit 0
else
  IMAGE=$("${CALL[@]}") || refuse "AWS did not say that it makes the image. The same command with --name $NAME looks whether it does."
  [[ $IMAGE == ami-* ]] || refuse "AWS answered '$IMAGE', which is no image."
fi
await
report

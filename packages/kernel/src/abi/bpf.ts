// <linux/bpf.h>: bpf(2)

export const BPF_MAP_CREATE = 0;
export const BPF_MAP_LOOKUP_ELEM = 1;
export const BPF_MAP_UPDATE_ELEM = 2;
export const BPF_MAP_DELETE_ELEM = 3;
export const BPF_MAP_GET_NEXT_KEY = 4;
export const BPF_PROG_LOAD = 5;
export const BPF_OBJ_PIN = 6;
export const BPF_OBJ_GET = 7;
export const BPF_PROG_ATTACH = 8;
export const BPF_PROG_DETACH = 9;
export const BPF_PROG_TEST_RUN = 10;
export const BPF_PROG_GET_NEXT_ID = 11;
export const BPF_MAP_GET_NEXT_ID = 12;
export const BPF_PROG_GET_FD_BY_ID = 13;
export const BPF_MAP_GET_FD_BY_ID = 14;
export const BPF_OBJ_GET_INFO_BY_FD = 15;
export const BPF_PROG_QUERY = 16;
export const BPF_LINK_CREATE = 28;
export const BPF_LINK_UPDATE = 29;
export const BPF_LINK_DETACH = 34;

export const BPF_PROG_TYPE_CGROUP_DEVICE = 15;
export const BPF_CGROUP_DEVICE = 6;

export const BPF_F_ALLOW_OVERRIDE = 1;
export const BPF_F_ALLOW_MULTI = 2;
export const BPF_F_REPLACE = 4;

/** struct bpf_cgroup_dev_ctx: `access_type` is (access << 16) | type. */
export const bpf_cgroup_dev_ctx = { access_type: 0, major: 4, minor: 8 } as const;
export const BPF_DEVCG_ACC_MKNOD = 1;
export const BPF_DEVCG_ACC_READ = 2;
export const BPF_DEVCG_ACC_WRITE = 4;
export const BPF_DEVCG_DEV_BLOCK = 1;
export const BPF_DEVCG_DEV_CHAR = 2;

/** struct bpf_prog_info, as far as it is read here. */
export const bpf_prog_info = { type: 0, id: 4, name: 64 } as const;
export const BPF_OBJ_NAME_LEN = 16;

/**
 * union bpf_attr: the fields of BPF_PROG_LOAD, of BPF_PROG_ATTACH and DETACH, of BPF_PROG_QUERY, of
 * BPF_PROG_GET_FD_BY_ID and of BPF_OBJ_GET_INFO_BY_FD.
 */
export const bpf_attr = {
  prog_type: 0,
  insn_cnt: 4,
  insns: 8,
  license: 16,
  log_level: 24,
  log_size: 28,
  log_buf: 32,
  prog_name: 48,
  target_fd: 0,
  attach_bpf_fd: 4,
  attach_type: 8,
  attach_flags: 12,
  replace_bpf_fd: 16,
  query_target_fd: 0,
  query_attach_type: 4,
  query_flags: 8,
  query_attach_flags: 12,
  query_prog_ids: 16,
  query_prog_cnt: 24,
  prog_id: 0,
  info_bpf_fd: 0,
  info_info_len: 4,
  info_info: 8,
} as const;
